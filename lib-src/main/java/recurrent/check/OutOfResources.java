package recurrent.check;

/** Carries an error of the virtual machine through JUnit, which would abandon all other tests for some of them. */
final class OutOfResources extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfResources(VirtualMachineError cause) {
        super(cause);
    }
}
