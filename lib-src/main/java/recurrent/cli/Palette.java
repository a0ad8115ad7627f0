package recurrent.cli;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Makes the file of a picture small. A chart has few colours: the 256 commonest, and for the others the nearest of
 * these, look the same in a third of the bytes.
 */
final class Palette {
    private static final int COLORS = 256;

    private Palette() {}

    /**
     * The same picture with at most 256 colours.
     *
     * @param png a picture without transparency
     * @return a PNG that is no longer than the old one
     */
    static byte[] small(byte[] png) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        if (picture == null) {
            throw new IOException("this is no PNG");
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> places = places(pixels);
        int[] colors = new int[COLORS];
        places.forEach((color, place) -> colors[place & 0xFF] = place < COLORS ? color : colors[place & 0xFF]);
        BufferedImage indexed = new BufferedImage(
                width,
                height,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, COLORS, colors, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                indexed.getRaster().setSample(x, y, 0, places.get(pixels[y * width + x]) & 0xFF);
            }
        }
        byte[] small = written(indexed);
        return small.length < png.length ? small : png;
    }

    /** For each colour its place in the palette; those that are not in it have 256 added to the place they take. */
    private static Map<Integer, Integer> places(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        List<Integer> common = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLORS)
                .map(Map.Entry::getKey)
                .toList();
        Map<Integer, Integer> places = new HashMap<>();
        for (int color : counts.keySet()) {
            int place = common.indexOf(color);
            places.put(color, place >= 0 ? place : COLORS + nearest(color, common));
        }
        return places;
    }

    private static int nearest(int color, List<Integer> common) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < common.size(); i++) {
            int distance = 0;
            for (int shift = 0; shift < 24; shift += 8) {
                int d = (color >> shift & 0xFF) - (common.get(i) >> shift & 0xFF);
                distance += d * d;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static byte[] written(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(0); // 0 is the smallest file
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), options);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
