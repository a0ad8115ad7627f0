package recurrent.plot;

/** Holds the screen in use. */
final class Screens {
    static final Screen PRINTING = new Screen() {
        @Override
        public String show(Object value) {
            System.out.println(value);
            return "";
        }

        @Override
        public void update(String id, Object value) {
            // what is printed stays printed
        }

        @Override
        public boolean live() {
            return false;
        }
    };
    static volatile Screen current = PRINTING;

    private Screens() {}
}
