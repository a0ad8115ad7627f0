/** The exercises of chapter 04, «Sequences: why order matters, and five shapes». */
package recurrent.exercises.ch04;
