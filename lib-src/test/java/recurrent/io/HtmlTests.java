package recurrent.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text in a page")
class HtmlTests {
    @Test
    @DisplayName("has no power over it: neither tags nor the quotes of attributes")
    void escapes() {
        assertEquals(
                "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt; &amp;amp;",
                Html.text("<a href=\"x\" title='y'> &amp;"));
        assertEquals("año ✔ 🙂\n\t", Html.text("año ✔ 🙂\n\t"));
    }

    @Test
    @DisplayName("has no control characters, no halves of characters and nothing that turns the direction of writing")
    void visible() {
        assertEquals("a\uFFFDb\uFFFDc", Html.visible("a\u001Bb\u0085c"));
        assertEquals("a\uFFFDb", Html.text("a\uD83Db"));
        assertEquals("\uFFFD12\uFFFD", Html.text("\u202E12\u2069"));
        assertEquals("שלום", Html.text("שלום"), "writing from right to left is no trick");
    }
}
