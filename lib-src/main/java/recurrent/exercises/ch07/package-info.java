/** The exercises of chapter 07, «A recurrent network from scratch». */
package recurrent.exercises.ch07;
