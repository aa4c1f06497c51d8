import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/** Prints, a line each, how an ontology file breaks the OWL 2 DL profile. */
public class OwlProfile {
    public static void main(String[] files) throws Exception {
        var ontology = OWLManager.createOWLOntologyManager()
            .loadOntologyFromOntologyDocument(new File(files[0]));
        if (ontology.getAxiomCount() == 0) {
            throw new IllegalStateException("no axioms in " + files[0]);
        }
        for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
            System.out.println(violation);
        }
    }
}
