/** The exercises of chapter 08, «Backpropagation through time: gradients that vanish or explode, and clipping». */
package recurrent.exercises.ch08;
