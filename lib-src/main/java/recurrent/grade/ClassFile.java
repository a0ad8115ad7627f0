package recurrent.grade;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/**
 * Takes methods out of a compiled class, with everything only they use. So a student's code can be compiled against the
 * class of an exercise without the tests in it: what is kept is written anew, with a table of constants of its own, and
 * no text or number of a test is in it. Annotations go too, with what a test asks and hints, and what a debugger wants.
 */
final class ClassFile {
    private static final int API = Opcodes.ASM9;
    private static final String STATIC_FIELDS = "<clinit>()V";

    private ClassFile() {}

    /**
     * A class with some of its methods.
     *
     * @param bytes of the class file
     * @param keep  whether a public static method stays, by its name
     * @return another class file with those methods, what they call in the class itself, and its nested types
     * @throws IOException if these bytes are no class
     */
    static byte[] reduce(byte[] bytes, Predicate<String> keep) throws IOException {
        try {
            ClassReader reader = new ClassReader(bytes);
            Uses uses = new Uses(reader.getClassName(), keep);
            reader.accept(uses, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            ClassWriter writer = new ClassWriter(0); // not the reader's constants: they would all be copied
            reader.accept(new Kept(writer, uses.all()), ClassReader.SKIP_DEBUG);
            return writer.toByteArray();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("not a class file of a Java that the grader knows: " + e.getMessage(), e);
        }
    }

    /** Which members of the class each of its methods uses, by name and descriptor. */
    private static final class Uses extends ClassVisitor {
        private final String self;
        private final Predicate<String> keep;
        private final Set<String> first = new LinkedHashSet<>();
        private final Map<String, Set<String>> used = new HashMap<>();

        Uses(String self, Predicate<String> keep) {
            super(API);
            this.self = self;
            this.keep = keep;
        }

        /** The methods to keep, what they use, what that uses, and so on. */
        Set<String> all() {
            Set<String> all = new HashSet<>(first);
            Deque<String> open = new ArrayDeque<>(first);
            while (!open.isEmpty()) {
                for (String member : used.getOrDefault(open.remove(), Set.of())) {
                    if (all.add(member)) {
                        open.add(member);
                    }
                }
            }
            return all;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            int publicStatic = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
            if ((access & publicStatic) == publicStatic && keep.test(name)) {
                first.add(name + descriptor);
            }
            return new InMethod(self, used.computeIfAbsent(name + descriptor, any -> new LinkedHashSet<>()));
        }
    }

    private static final class InMethod extends MethodVisitor {
        private final String self;
        private final Set<String> used;

        InMethod(String self, Set<String> used) {
            super(API);
            this.self = self;
            this.used = used;
        }

        private void use(String owner, String name, String descriptor) {
            if (owner.equals(self)) {
                used.add(name + descriptor);
                if (!descriptor.startsWith("(")) {
                    used.add(STATIC_FIELDS); // the value of a field is made where all static fields are
                }
            }
        }

        private void use(Object constant) {
            if (constant instanceof Handle handle) {
                use(handle.getOwner(), handle.getName(), handle.getDesc());
            } else if (constant instanceof ConstantDynamic made) {
                use(made.getBootstrapMethod());
                for (int i = 0; i < made.getBootstrapMethodArgumentCount(); i++) {
                    use(made.getBootstrapMethodArgument(i));
                }
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            use(owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            use(owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            use(bootstrap);
            for (Object argument : arguments) {
                use(argument);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            use(value);
        }
    }

    /** Writes the kept members and the names of nested types; what is not named here does not pass. */
    private static final class Kept extends ClassVisitor {
        private static final int FLAGS_OF_THE_FORMAT = 0xFFFF; // above them ASM marks records and what is deprecated

        private final ClassWriter writer;
        private final Set<String> members;

        Kept(ClassWriter writer, Set<String> members) {
            super(API); // without a next visitor: nothing passes by itself
            this.writer = writer;
            this.members = members;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            writer.visit(version, access & FLAGS_OF_THE_FORMAT, name, signature, superName, interfaces);
        }

        @Override
        public void visitNestHost(String host) {
            writer.visitNestHost(host);
        }

        @Override
        public void visitNestMember(String member) {
            writer.visitNestMember(member);
        }

        @Override
        public void visitInnerClass(String name, String outer, String simple, int access) {
            writer.visitInnerClass(name, outer, simple, access);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            if (members.contains(name + descriptor)) {
                writer.visitField(access & FLAGS_OF_THE_FORMAT, name, descriptor, signature, value)
                        .visitEnd();
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return members.contains(name + descriptor)
                    ? new Bare(
                            writer.visitMethod(access & FLAGS_OF_THE_FORMAT, name, descriptor, signature, exceptions))
                    : null;
        }
    }

    /** A method's code, and nothing beside it. */
    private static final class Bare extends MethodVisitor {
        Bare(MethodVisitor writer) {
            super(API, writer);
        }

        @Override
        public AnnotationVisitor visitAnnotationDefault() {
            return null;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return null;
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(int type, TypePath path, String descriptor, boolean visible) {
            return null;
        }

        @Override
        public void visitAnnotableParameterCount(int count, boolean visible) {}

        @Override
        public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
            return null;
        }

        @Override
        public AnnotationVisitor visitInsnAnnotation(int type, TypePath path, String descriptor, boolean visible) {
            return null;
        }

        @Override
        public AnnotationVisitor visitTryCatchAnnotation(int type, TypePath path, String descriptor, boolean visible) {
            return null;
        }

        @Override
        public AnnotationVisitor visitLocalVariableAnnotation(
                int type, TypePath path, Label[] start, Label[] end, int[] index, String descriptor, boolean visible) {
            return null;
        }

        @Override
        public void visitAttribute(Attribute attribute) {}
    }
}
