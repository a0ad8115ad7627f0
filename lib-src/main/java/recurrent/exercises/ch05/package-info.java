/** The exercises of chapter 05, «From text to tensors». */
package recurrent.exercises.ch05;
