/** The exercises of chapter 09, «Training and decoding». */
package recurrent.exercises.ch09;
