using System.Diagnostics;

namespace Custos.Train;

/// <summary>Where in the procedure are we, and how long did each part take?</summary>
internal sealed class TrainingSteps(IProgress<TrainingProgress>? progress, int folds)
{
    // Rough shares of the whole: reading, splitting, fitting, then each fold and each learning-curve point alike.
    private static readonly double[] Starts = [0, 0.04, 0.08, 0.2, 0.65, 0.97];

    private readonly Lock _gate = new();
    private long _lapFrom = Stopwatch.GetTimestamp();
    private int _step = -1;
    private int _parts;
    private string _doing = "";

    public void Begin(string doing)
    {
        lock (_gate)
        {
            _doing = doing;
            _step++;
            _parts = 0;
            progress?.Report(new TrainingProgress(doing, Starts[_step]));
        }
    }

    public void PartDone()
    {
        lock (_gate)
        {
            var share = Math.Min(1.0, (double)++_parts / folds);
            progress?.Report(new TrainingProgress(_doing, Starts[_step] + (Starts[_step + 1] - Starts[_step]) * share));
        }
    }

    public void End() => progress?.Report(new TrainingProgress("done", 1));

    public double Lap()
    {
        var from = _lapFrom;
        _lapFrom = Stopwatch.GetTimestamp();
        return Stopwatch.GetElapsedTime(from, _lapFrom).TotalSeconds;
    }
}
