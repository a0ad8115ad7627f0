package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A small picture")
class PaletteTests {
    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    @Test
    @DisplayName("with few colours is the same, pixel by pixel, in fewer bytes")
    void few() throws IOException {
        BufferedImage picture = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);
        Random random = new Random(1);
        for (int x = 0; x < 300; x++) {
            for (int y = 0; y < 200; y++) {
                picture.setRGB(x, y, 0xFF000000 | random.nextInt(256) * 0x010301);
            }
        }
        byte[] before = png(picture);
        byte[] after = Palette.small(before);
        assertArrayEquals(pixels(picture), pixels(read(after)));
        assertTrue(after.length < before.length, after.length + " of " + before.length);
        assertArrayEquals(after, Palette.small(before), "the same again");
    }

    @Test
    @DisplayName("keeps a rare colour that is like no other, and merges shades")
    void many() throws IOException {
        BufferedImage picture = new BufferedImage(256, 40, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 256; x++) {
            for (int y = 0; y < 40; y++) {
                picture.setRGB(x, y, x << 16 | x << 8 | Math.min(255, x + y)); // a heatmap: thousands of shades
            }
        }
        picture.setRGB(7, 3, 0xFF5E00);
        int[] before = pixels(picture);
        int[] after = pixels(read(Palette.small(png(picture))));
        assertEquals(0xFFFF5E00, after[3 * 256 + 7]);
        assertTrue(Arrays.stream(after).distinct().count() <= 256);
        for (int i = 0; i < after.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                assertEquals(before[i] >> shift & 0xFF, after[i] >> shift & 0xFF, 12);
            }
        }
    }

    @Test
    @DisplayName("is made of a picture")
    void none() {
        assertThrows(IOException.class, () -> Palette.small(new byte[] {1, 2, 3}));
    }
}
