/**
 * The course's front: what the cells of a notebook ask it for, and what a reader has done so far. Knows no kernel; one
 * that needs the set-up cell's help is found as a {@link recurrent.course.KernelSetup}.
 */
package recurrent.course;
