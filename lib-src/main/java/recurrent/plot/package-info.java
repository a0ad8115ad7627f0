/**
 * Figures and progress. A {@link recurrent.plot.Chart} is a value, made by {@link recurrent.plot.Charts}: a tree of
 * Plotly JSON, with the look that the resource style.json gives all of them. {@link recurrent.plot.PlotlyJson} makes the
 * same of a figure of Tablesaw's. A training is watched with {@link recurrent.plot.LiveCurve} in a notebook and
 * {@link recurrent.plot.ProgressLine} in a terminal.
 */
package recurrent.plot;
