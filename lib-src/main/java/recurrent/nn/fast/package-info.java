/**
 * The same networks as {@link recurrent.nn}, computed in less time: primitive arrays, loops that the compiler turns
 * into vector instructions, matrix products straight from OpenBLAS, a batch shared between processors.
 *
 * <p>Nothing here is needed to understand a network. Its tanh and exp are approximations, so numbers agree with those of
 * {@link recurrent.nn} to about five digits; a test holds both together, and the gradient check runs on both. What each trick brings is measured in {@code docs/performance.md}.
 */
package recurrent.nn.fast;
