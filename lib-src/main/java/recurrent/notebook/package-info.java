/**
 * Notebook files: read and written as Jupyter does, and the rules that the course's notebooks keep. Knows nothing of
 * kernels.
 */
package recurrent.notebook;
