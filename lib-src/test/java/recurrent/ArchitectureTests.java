package recurrent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

@DisplayName("The arrows between packages point one way")
class ArchitectureTests {
    private static final JavaClasses COURSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("recurrent");

    private static DescribedPredicate<JavaClass> outside(String... allowed) {
        List<String> packages = new ArrayList<>(Arrays.asList(allowed));
        packages.add("java..");
        return not(resideInAnyPackage(packages.toArray(String[]::new)));
    }

    @Test
    @DisplayName("recurrent.nn needs nothing but ND4J")
    void nn() {
        noClasses()
                .that()
                .resideInAPackage("recurrent.nn")
                .should()
                .dependOnClassesThat(outside("recurrent.nn", "org.nd4j.."))
                .check(COURSE);
    }

    @Test
    @DisplayName("the fast path needs only OpenBLAS beside it, and only the trainer and benchmarks call it")
    void fast() {
        noClasses()
                .that()
                .resideInAPackage("recurrent.nn.fast..")
                .should()
                .dependOnClassesThat(outside("recurrent.nn..", "org.nd4j..", "org.bytedeco.."))
                .check(COURSE);
        classes()
                .that()
                .resideInAPackage("recurrent.nn.fast..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("recurrent.nn.fast..", "recurrent.train..")
                .check(COURSE);
    }

    @Test
    @DisplayName("recurrent.text needs nothing but ND4J")
    void text() {
        noClasses()
                .that()
                .resideInAPackage("recurrent.text..")
                .should()
                .dependOnClassesThat(outside("recurrent.text..", "org.nd4j.."))
                .check(COURSE);
    }

    @Test
    @DisplayName(
            "training builds on networks and text; writing builds on training; neither knows plots, kernels or commands")
    void trainAndGenerate() {
        noClasses()
                .that()
                .resideInAPackage("recurrent.train..")
                .should()
                .dependOnClassesThat(resideInAPackage("recurrent..")
                        .and(outside("recurrent.train..", "recurrent.nn..", "recurrent.text..")))
                .check(COURSE);
        noClasses()
                .that()
                .resideInAPackage("recurrent.generate..")
                .should()
                .dependOnClassesThat(resideInAPackage("recurrent..")
                        .and(outside(
                                "recurrent.generate..", "recurrent.train..", "recurrent.nn..", "recurrent.text..")))
                .check(COURSE);
    }

    @Test
    @DisplayName(
            "recurrent.dl4j builds on networks, text and training; only exercises, commands and benchmarks build on it")
    void dl4j() {
        noClasses()
                .that()
                .resideInAPackage("recurrent.dl4j..")
                .should()
                .dependOnClassesThat(resideInAPackage("recurrent..")
                        .and(outside("recurrent.dl4j..", "recurrent.nn..", "recurrent.text..", "recurrent.train..")))
                .check(COURSE);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "recurrent.dl4j..", "recurrent.exercises..", "recurrent.cli..", "recurrent.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("recurrent.dl4j..", "org.deeplearning4j..")
                .check(COURSE);
    }

    @Test
    @DisplayName("only commands start benchmarks")
    void bench() {
        noClasses()
                .that()
                .resideOutsideOfPackages("recurrent.bench..", "recurrent.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("recurrent.bench..")
                .check(COURSE);
    }

    @Test
    @DisplayName("only recurrent.kernel knows a Jupyter kernel")
    void kernel() {
        noClasses()
                .that()
                .resideOutsideOfPackage("recurrent.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.dflib.jjava..", "io.github.spencerpark..")
                .check(COURSE);
    }

    @Test
    @DisplayName("only what shows students' own figures knows Tablesaw's: the course's are Plotly JSON from the start")
    void tablesawFigures() {
        noClasses()
                .that()
                .haveNameNotMatching("recurrent\\.(plot\\.PlotlyJson|kernel\\.Rendering)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tech.tablesaw.plotly..")
                .check(COURSE);
    }

    @Test
    @DisplayName("nothing depends on the commands")
    void cli() {
        noClasses()
                .that()
                .resideOutsideOfPackage("recurrent.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("recurrent.cli..")
                .check(COURSE);
    }

    @Test
    @DisplayName("no two packages depend on each other")
    void noCycles() {
        slices().matching("recurrent.(*)..").should().beFreeOfCycles().check(COURSE);
    }
}
