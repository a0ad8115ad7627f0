/** The exercises of chapter 02, «A network from scratch: XOR and backpropagation». */
package recurrent.exercises.ch02;
