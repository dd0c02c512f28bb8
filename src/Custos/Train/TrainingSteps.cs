using System.Diagnostics;

namespace Custos.Train;

/// <summary>Where in the procedure are we, and how long did each part take?</summary>
/// <param name="progress">Who is told.</param>
/// <param name="parts">Into how many parts a step falls, where it falls into any.</param>
/// <param name="starts">The share of the whole that lies before each step.</param>
internal sealed class TrainingSteps(IProgress<TrainingProgress>? progress, int parts, double[] starts)
{
    private readonly Lock _gate = new();
    private long _lapFrom = Stopwatch.GetTimestamp();
    private int _step = -1;
    private int _partsDone;
    private string _doing = "";

    public void Begin(string doing)
    {
        lock (_gate)
        {
            _doing = doing;
            _step++;
            _partsDone = 0;
            progress?.Report(new TrainingProgress(doing, starts[_step]));
        }
    }

    public void PartDone()
    {
        lock (_gate)
        {
            var share = Math.Min(1.0, (double)++_partsDone / parts);
            progress?.Report(new TrainingProgress(_doing, starts[_step] + (starts[_step + 1] - starts[_step]) * share));
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
