/**
 * Figures and progress. A {@link recurrent.plot.Chart} is a value: made by {@link recurrent.plot.Charts}, drawn by
 * Tablesaw's Plotly wrapper, turned into what notebooks understand by {@link recurrent.plot.PlotlyJson}. A training is
 * watched with {@link recurrent.plot.LiveCurve} in a notebook and {@link recurrent.plot.ProgressLine} in a terminal.
 */
package recurrent.plot;
