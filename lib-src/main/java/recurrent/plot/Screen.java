package recurrent.plot;

/**
 * Where things are shown while a cell is still running. The adapters of the Jupyter kernels put theirs in place;
 * without a notebook there is none, and what would be shown is written to standard output once.
 */
public interface Screen {
    /**
     * Shows something for the first time.
     *
     * @param value what: a {@link Chart}, a {@link Note}, anything a cell can end with
     * @return the name under which {@link #update} finds it
     */
    String show(Object value);

    /**
     * Shows something else in the same place.
     *
     * @param id    what {@link #show} gave
     * @param value what to show there now
     */
    void update(String id, Object value);

    /**
     * Whether updates reach a reader.
     *
     * @return true in a notebook
     */
    boolean live();

    /**
     * The screen of this process.
     *
     * @return that of the notebook, else one that prints
     */
    static Screen current() {
        return Screens.current;
    }

    /**
     * Puts a screen in place, for all that is shown from now on.
     *
     * @param screen the new one; null for the one that prints
     */
    static void use(Screen screen) {
        Screens.current = screen == null ? Screens.PRINTING : screen;
    }
}
