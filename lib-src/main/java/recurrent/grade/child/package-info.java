/** The program that runs a student's code. It holds no test, no expected value and no result. */
package recurrent.grade.child;
