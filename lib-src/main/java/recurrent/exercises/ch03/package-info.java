/** The exercises of chapter 03, «Training in practice: losses, optimisers, overfitting and regularisation». */
package recurrent.exercises.ch03;
