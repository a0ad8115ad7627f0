package recurrent.exercises.ch04;

import java.util.Map;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.text.SequenceTask;

/** 04.1, which shape ten applications have. */
@Exercise(id = "04.1", en = "Ten applications, five shapes", es = "Diez aplicaciones, cinco formas")
public final class Exercise04_1 {
    private record Words(String en, String es) {}

    /** What it would mean for an application to have a shape: said to those who choose a wrong one. */
    private static final Map<SequenceTask, Words> MEANING = Map.of(
            SequenceTask.ONE_TO_ONE,
            new Words(
                    "one thing of fixed size is read and one is written",
                    "se lee una sola cosa, de tamaño fijo, y se escribe una"),
            SequenceTask.ONE_TO_MANY,
            new Words("one thing is read and a sequence is written", "se lee una sola cosa y se escribe una secuencia"),
            SequenceTask.MANY_TO_ONE,
            new Words(
                    "a sequence is read and one answer is written at its end",
                    "se lee una secuencia y al final se escribe una sola respuesta"),
            SequenceTask.DELAYED,
            new Words(
                    "two sequences that need not be equally long, the second behind the first",
                    "dos secuencias que no tienen por qué medir lo mismo, la segunda por detrás de la primera"),
            SequenceTask.SYNCHRONISED,
            new Words(
                    "every input gets an output of its own, at once, so both sequences are equally long",
                    "cada entrada recibe enseguida su propia salida, así que las dos secuencias miden lo mismo"));

    /** What the student writes. */
    @FunctionalInterface
    public interface Shapes {
        /** The shape of application 1 … 10. */
        SequenceTask of(int application);
    }

    private final Shapes answer;

    Exercise04_1(Shapes answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer ten choices
     * @return points and verdicts
     */
    public static Score check(Shapes answer) {
        return Check.run(Exercise04_1.class, answer);
    }

    private void expect(SequenceTask right, int application) {
        SequenceTask chosen = answer.of(application);
        Expect.notNull(chosen);
        Words meaning = MEANING.get(chosen);
        Expect.yes(
                chosen == right,
                chosen + " would mean: " + meaning.en() + ". Is that so here?",
                chosen + " querría decir: " + meaning.es() + ". ¿Es así aquí?");
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "knows the shape of application 1, a sentence about a photograph",
            es = "conoce la forma de la aplicación 1, una frase sobre una fotografía",
            hintEn = "How many photographs go in? How many words come out?",
            hintEs = "¿Cuántas fotografías entran? ¿Cuántas palabras salen?")
    void caption() {
        expect(SequenceTask.ONE_TO_MANY, 1);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "knows the shape of application 2, the stars of a review",
            es = "conoce la forma de la aplicación 2, las estrellas de una reseña",
            hintEn = "The words are read one after another; the stars are given once.",
            hintEs = "Las palabras se leen una tras otra; las estrellas se dan una sola vez.")
    void stars() {
        expect(SequenceTask.MANY_TO_ONE, 2);
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "knows the shape of application 3, a translated sentence",
            es = "conoce la forma de la aplicación 3, una frase traducida",
            hintEn = "Are both sentences equally long? Can the first word be written before the last is read?",
            hintEs = "¿Miden lo mismo las dos frases? ¿Se puede escribir la primera palabra antes de leer la última?")
    void translation() {
        expect(SequenceTask.DELAYED, 3);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "knows the shape of application 4, persons and places in an article",
            es = "conoce la forma de la aplicación 4, personas y lugares en una noticia",
            hintEn = "Count the words of the article and the answers.",
            hintEs = "Cuenta las palabras de la noticia y las respuestas.")
    void names() {
        expect(SequenceTask.SYNCHRONISED, 4);
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "knows the shape of application 5, the price of a flat",
            es = "conoce la forma de la aplicación 5, el precio de un piso",
            hintEn = "Three numbers, always three, all at once: is that a sequence?",
            hintEs = "Tres números, siempre tres y todos a la vez: ¿es una secuencia?")
    void price() {
        expect(SequenceTask.ONE_TO_ONE, 5);
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "knows the shape of application 6, the camera at a door",
            es = "conoce la forma de la aplicación 6, la cámara de una puerta",
            hintEn = "When must the answer for a frame be there?",
            hintEs = "¿Cuándo tiene que estar la respuesta a una imagen?")
    void door() {
        expect(SequenceTask.SYNCHRONISED, 6);
    }

    @Test
    @Points(
            value = 1,
            order = 7,
            en = "knows the shape of application 7, a melody in a given style",
            es = "conoce la forma de la aplicación 7, una melodía de un estilo dado",
            hintEn = "The style is given once. The melody is a sequence.",
            hintEs = "El estilo se da una vez. La melodía es una secuencia.")
    void melody() {
        expect(SequenceTask.ONE_TO_MANY, 7);
    }

    @Test
    @Points(
            value = 1,
            order = 8,
            en = "knows the shape of application 8, tomorrow's temperature",
            es = "conoce la forma de la aplicación 8, la temperatura de mañana",
            hintEn = "One temperature a day goes in. How many come out?",
            hintEs = "Entra una temperatura al día. ¿Cuántas salen?")
    void weather() {
        expect(SequenceTask.MANY_TO_ONE, 8);
    }

    @Test
    @Points(
            value = 1,
            order = 9,
            en = "knows the shape of application 9, subtitles in another language while somebody speaks",
            es = "conoce la forma de la aplicación 9, subtítulos en otra lengua mientras alguien habla",
            hintEn = "Must the subtitle have a word ready for every word it hears? What if the verb comes last?",
            hintEs =
                    "¿Debe tener el subtítulo una palabra lista por cada palabra que oye? ¿Y si el verbo viene al final?")
    void subtitles() {
        expect(SequenceTask.DELAYED, 9);
    }

    @Test
    @Points(
            value = 1,
            order = 10,
            en = "knows the shape of application 10, a fracture in an X-ray picture",
            es = "conoce la forma de la aplicación 10, una fractura en una radiografía",
            hintEn = "One picture of fixed size, one answer.",
            hintEs = "Una imagen de tamaño fijo, una respuesta.")
    void fracture() {
        expect(SequenceTask.ONE_TO_ONE, 10);
    }
}
