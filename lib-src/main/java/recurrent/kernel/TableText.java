package recurrent.kernel;

import java.util.Locale;

import recurrent.i18n.Language;
import recurrent.io.Html;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables as text and as HTML: a caption with the size, aligned numbers, the middle of a long table left out. */
final class TableText {
    private static final int ROWS = 20;

    private TableText() {}

    static String html(Table table) {
        StringBuilder out = new StringBuilder("<table><caption style=\"caption-side:top;text-align:left\">")
                .append(Html.text(caption(table)))
                .append("</caption><thead><tr>");
        for (Column<?> column : table.columns()) {
            out.append("<th")
                    .append(align(column))
                    .append('>')
                    .append(Html.text(column.name()))
                    .append("</th>");
        }
        out.append("</tr></thead><tbody>");
        for (int row = 0; row < table.rowCount(); row++) {
            if (gap(table, row)) {
                out.append("<tr>")
                        .append("<td>…</td>".repeat(table.columnCount()))
                        .append("</tr>");
                row = table.rowCount() - ROWS / 2;
            }
            out.append("<tr>");
            for (Column<?> column : table.columns()) {
                out.append("<td")
                        .append(align(column))
                        .append('>')
                        .append(Html.text(cell(column, row)))
                        .append("</td>");
            }
            out.append("</tr>");
        }
        return out.append("</tbody></table>").toString();
    }

    static String plain(Table table) {
        int[] widths = new int[table.columnCount()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = table.column(c).name().length();
            for (int row = 0; row < table.rowCount(); row++) {
                row = gap(table, row) ? table.rowCount() - ROWS / 2 : row;
                widths[c] = Math.max(widths[c], cell(table.column(c), row).length());
            }
        }
        StringBuilder out = new StringBuilder(caption(table)).append('\n');
        for (int c = 0; c < widths.length; c++) {
            out.append(padded(table.column(c), table.column(c).name(), widths[c]));
        }
        for (int row = 0; row < table.rowCount(); row++) {
            if (gap(table, row)) {
                out.append("\n…");
                row = table.rowCount() - ROWS / 2;
            }
            out.append('\n');
            for (int c = 0; c < widths.length; c++) {
                out.append(padded(table.column(c), cell(table.column(c), row), widths[c]));
            }
        }
        return out.toString();
    }

    /** One line in letters of one width; a long one is broken, not scrolled. */
    static String line(String text) {
        return "<pre style=\"white-space:pre-wrap;margin:0\">" + Html.text(text) + "</pre>";
    }

    private static boolean gap(Table table, int row) {
        return table.rowCount() > ROWS && row == ROWS / 2;
    }

    private static String caption(Table table) {
        return table.name()
                + Language.pick(
                        ": " + table.rowCount() + " rows, " + table.columnCount() + " columns",
                        ": " + table.rowCount() + " filas, " + table.columnCount() + " columnas");
    }

    private static String cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        if (column.get(row) instanceof Double || column.get(row) instanceof Float) {
            double v = ((Number) column.get(row)).doubleValue();
            double size = Math.abs(v);
            return size == 0 || size >= 1e-3 && size < 1e6
                    ? String.format(Locale.ROOT, "%.4f", v)
                    : String.format(Locale.ROOT, "%.3e", v);
        }
        return column.getString(row);
    }

    private static String padded(Column<?> column, String text, int width) {
        String blanks = " ".repeat(width - text.length());
        return (column instanceof NumericColumn ? blanks + text : text + blanks) + "  ";
    }

    private static String align(Column<?> column) {
        return column instanceof NumericColumn ? " style=\"text-align:right\"" : " style=\"text-align:left\"";
    }
}
