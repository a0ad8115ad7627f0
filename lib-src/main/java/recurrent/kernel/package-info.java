/**
 * The only classes that know a Jupyter kernel. {@link recurrent.kernel.Rendering} says how things look in a notebook,
 * in plain maps; {@link recurrent.kernel.JJavaExtension} and {@link recurrent.kernel.IJavaAdapter} hand that to the two
 * kernels on which the notebooks run. Neither of the two is loaded where the classes of its kernel are missing.
 */
package recurrent.kernel;
