/**
 * What crosses between the grader and the process that runs a student's code: numbers, text, arrays and the records of
 * the library, as data. Nothing here loads a class that the other side names, unless it is on a list.
 */
package recurrent.grade.wire;
