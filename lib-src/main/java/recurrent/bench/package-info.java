/**
 * Measures how fast the course computes, beside other libraries on the same machine in the same minutes: what
 * {@code ./course bench} runs.
 */
package recurrent.bench;
