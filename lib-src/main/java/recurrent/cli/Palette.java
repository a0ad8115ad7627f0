package recurrent.cli;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
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
 * Makes the file of a picture small. A chart has few colours and many shades of them: 256, chosen so that every colour
 * has one close by, look the same in a third of the bytes.
 */
final class Palette {
    private static final int COLORS = 256;
    private static final int FINER = 2; // by how much a channel may differ more, from try to try

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
        List<Integer> commonFirst = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        List<Integer> chosen = chosen(commonFirst);
        Map<Integer, Integer> places = new HashMap<>();
        for (int color : commonFirst) {
            int place = nearest(color, chosen);
            places.put(color, chosen.get(place) == color ? place : COLORS + place);
        }
        return places;
    }

    /**
     * The commonest colours of which none is close to another, with the smallest "close" for which they are few enough.
     * By frequency alone the shades of a heatmap would take all places, and its scale would lose its other half.
     */
    private static List<Integer> chosen(List<Integer> commonFirst) {
        for (int close = 0; ; close += FINER) {
            List<Integer> chosen = new ArrayList<>();
            for (int color : commonFirst) {
                if (chosen.isEmpty() || distance(color, chosen.get(nearest(color, chosen))) > close) {
                    chosen.add(color);
                }
                if (chosen.size() > COLORS) {
                    break;
                }
            }
            if (chosen.size() <= COLORS) {
                return chosen;
            }
        }
    }

    private static int nearest(int color, List<Integer> colors) {
        int best = 0;
        for (int i = 1; i < colors.size(); i++) {
            if (distance(color, colors.get(i)) < distance(color, colors.get(best))) {
                best = i;
            }
        }
        return best;
    }

    /** By how much the channel differs that differs most. */
    private static int distance(int a, int b) {
        int most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            most = Math.max(most, Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF)));
        }
        return most;
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
