/** The exercises of chapter 01, «A neuron, a layer, an activation». */
package recurrent.exercises.ch01;
