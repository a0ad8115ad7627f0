package recurrent.plot;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import recurrent.i18n.Language;

/**
 * A concept map: ideas in boxes, and arrows whose words make a sentence of the two boxes that they join. The boxes carry
 * the number of the chapter that teaches them. Nothing on the map is said by colour alone, and its alternative text says
 * every sentence. Chapter 00.
 *
 * @param concepts the boxes
 * @param links    the arrows, each from an earlier chapter to a later one
 */
public record CourseMap(List<Concept> concepts, List<Link> links) {
    /**
     * One box.
     *
     * @param chapter that teaches it, such as "07"
     * @param column  place from the left, from 0
     * @param row     place from the top, from 0
     * @param en      its name in English, as in the middle of a sentence
     * @param es      the same in Spanish
     */
    public record Concept(String chapter, int column, int row, String en, String es) {
        String name() {
            return Language.pick(en, es);
        }

        String title() {
            return name().substring(0, 1).toUpperCase(Locale.ROOT) + name().substring(1);
        }
    }

    /**
     * One arrow.
     *
     * @param from chapter where it begins
     * @param to   chapter where it ends
     * @param en   the words between the two names in English
     * @param es   the same in Spanish
     */
    public record Link(String from, String to, String en, String es) {
        String words() {
            return Language.pick(en, es);
        }
    }

    /**
     * Checks the map: no chapter and no place twice, no empty words, and every arrow from an earlier box to a later one.
     */
    public CourseMap {
        concepts = List.copyOf(concepts);
        links = List.copyOf(links);
        Charts.requireSome("concepts", concepts.size());
        Set<String> chapters = new HashSet<>();
        Set<List<Integer>> places = new HashSet<>();
        for (Concept c : concepts) {
            require(!c.en().isBlank() && !c.es().isBlank(), "concept " + c.chapter() + ": it has no name");
            require(c.column() >= 0 && c.row() >= 0, "concept " + c.chapter() + ": columns and rows count from 0");
            require(chapters.add(c.chapter()), "concept " + c.chapter() + ": there are two of it");
            require(
                    places.add(List.of(c.column(), c.row())),
                    "concept " + c.chapter() + ": column " + c.column() + ", row " + c.row() + " is taken");
        }
        for (Link l : links) {
            String name = "link " + l.from() + " to " + l.to();
            require(!l.en().isBlank() && !l.es().isBlank(), name + ": it says nothing");
            require(chapters.contains(l.from()) && chapters.contains(l.to()), name + ": there is no such concept");
            require(l.from().compareTo(l.to()) < 0, name + ": expected an earlier chapter first");
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * The map of this course, chapters 00 to 18.
     *
     * @return nineteen boxes; every chapter but 00 has at least one arrow from an earlier one
     */
    public static CourseMap course() {
        return new CourseMap(
                List.of(
                        new Concept("00", 0, 0, "tools", "las herramientas"),
                        new Concept("01", 1, 0, "a neuron", "una neurona"),
                        new Concept("02", 1, 1, "a network that learns", "una red que aprende"),
                        new Concept("03", 0, 1, "good training", "un buen entrenamiento"),
                        new Concept("04", 2, 0, "sequences", "las secuencias"),
                        new Concept("05", 3, 0, "text as numbers", "el texto en números"),
                        new Concept("06", 3, 1, "counting neighbours: n-grams", "contar vecinos: n-gramas"),
                        new Concept("07", 2, 1, "a recurrent network", "una red recurrente"),
                        new Concept("08", 1, 2, "gradients through time", "los gradientes en el tiempo"),
                        new Concept("09", 2, 2, "a model that writes", "un modelo que escribe"),
                        new Concept("10", 2, 3, "DeepLearning4j", "DeepLearning4j"),
                        new Concept("11", 1, 3, "an LSTM", "una LSTM"),
                        new Concept("12", 0, 3, "a GRU", "una GRU"),
                        new Concept("13", 0, 4, "deep, bidirectional networks", "redes profundas y bidireccionales"),
                        new Concept("14", 3, 2, "embeddings", "los embeddings"),
                        new Concept("15", 1, 4, "text, careful or wild", "texto prudente o atrevido"),
                        new Concept("16", 3, 3, "a reader of reviews", "un lector de reseñas"),
                        new Concept("17", 2, 4, "translation with attention", "traducir con atención"),
                        new Concept("18", 3, 4, "your own project", "tu propio proyecto")),
                List.of(
                        new Link("00", "01", "compute", "calculan"),
                        new Link("01", "02", "in layers makes", "en capas forma"),
                        new Link("01", "04", "cannot read", "no sabe leer"),
                        new Link("02", "03", "needs", "necesita"),
                        new Link("02", "07", "with memory is", "con memoria es"),
                        new Link("03", "08", "clips", "recorta"),
                        new Link("04", "05", "may be", "pueden ser"),
                        new Link("04", "07", "call for", "piden"),
                        new Link("05", "06", "allows", "permite"),
                        new Link("06", "09", "sets the bar for", "pone el listón a"),
                        new Link("06", "14", "leads to", "lleva a"),
                        new Link("07", "08", "learns by", "aprende con"),
                        new Link("07", "09", "trained is", "entrenada es"),
                        new Link("08", "09", "train", "entrenan"),
                        new Link("08", "11", "last longer in", "duran más en"),
                        new Link("09", "10", "is shorter in", "es más corto en"),
                        new Link("11", "12", "simplified is", "simplificada es"),
                        new Link("11", "15", "can write", "puede escribir"),
                        new Link("11", "17", "and a twin do", "y su gemela saben"),
                        new Link("12", "13", "serves in", "sirve en"),
                        new Link("14", "16", "help", "ayudan a"),
                        new Link("16", "18", "may become", "puede ser"),
                        new Link("17", "18", "may become", "puede ser")));
    }

    /**
     * The map as a figure.
     *
     * @return the figure
     */
    public Chart chart() {
        return MapChart.of(this, null);
    }

    /**
     * The map as a figure, with a thick frame around one box.
     *
     * @param here chapter of that box, such as "07"
     * @return the figure
     */
    public Chart chart(String here) {
        return MapChart.of(this, find(here));
    }

    private Concept find(String chapter) {
        return concepts.stream()
                .filter(c -> c.chapter().equals(chapter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("chapter: there is no \"" + chapter + "\" on the map"));
    }

    /** Every arrow as a sentence. */
    String alt(Concept here) {
        StringBuilder alt = new StringBuilder(Language.pick(
                "Concept map of the course, with the chapter of each idea in brackets.",
                "Mapa de conceptos del curso, con el capítulo de cada idea entre paréntesis."));
        if (here != null) {
            alt.append(Language.pick(" You are at ", " Estás en el "))
                    .append(here.chapter())
                    .append('.');
        }
        for (Link link : links) {
            Concept from = find(link.from());
            Concept to = find(link.to());
            alt.append(String.format(
                    " %s (%s) %s %s (%s).", from.title(), from.chapter(), link.words(), to.name(), to.chapter()));
        }
        return alt.toString();
    }
}
