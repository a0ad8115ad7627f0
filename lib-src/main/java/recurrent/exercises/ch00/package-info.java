/** The exercises of chapter 00, «The workshop». */
package recurrent.exercises.ch00;
