package recurrent.check;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Hands the student's answer and {@link Numbers} to an exercise, and holds back tests that need others. */
final class AnswerExtension implements ParameterResolver, ExecutionCondition, InvocationInterceptor {
    static final String RUN = "recurrent.check.run";
    static final Map<String, Run> RUNS = new ConcurrentHashMap<>();

    private static Run run(ExtensionContext context) {
        return context.getConfigurationParameter(RUN)
                .map(RUNS::get)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "an exercise runs through its method check(…), which brings an answer; by itself it has nothing to test"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Numbers.class || type.isInstance(run(context).answer());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Numbers.class
                ? Conditions.numbers()
                : run(context).answer();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String reason = context.getTestMethod()
                .map(method -> run(context).reasonNotToRun(method))
                .orElse(null);
        return reason == null ? ConditionEvaluationResult.enabled("") : ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Run run = run(context);
        run.testRunsOn(Thread.currentThread());
        try {
            invocation.proceed();
        } catch (VirtualMachineError e) {
            throw new OutOfResources(e);
        }
    }
}
