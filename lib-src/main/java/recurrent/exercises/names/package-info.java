/** How exercises and their classes are called: all that the process with students' code may know of the exercises. */
package recurrent.exercises.names;
