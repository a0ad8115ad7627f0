package recurrent.nn.fast;

import java.util.List;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;

/** A layer of each cell that has a fast path, with weights large enough to matter. */
public final class FastLayers {
    private static final Init INIT = Init.normal(0.4);

    private FastLayers() {}

    public static List<RecurrentLayer> all(int d, int h) {
        return List.of(
                RnnCell.random(d, h, INIT, DataType.FLOAT, 1).layer(),
                LstmCell.random(d, h, INIT, DataType.FLOAT, 1).layer(),
                GruCell.random(d, h, INIT, DataType.FLOAT, 1).layer(),
                ResetAfterGruCell.random(d, h, INIT, DataType.FLOAT, 1).layer());
    }
}
