using System.Globalization;
using Custos.Train;
using Spectre.Console;

namespace Custos.App.Cli.Training;

/// <summary>How does a person see how far training is? A bar on a terminal, a line for each step elsewhere; always on standard error.</summary>
internal static class TrainingProgressLines
{
    /// <summary>Does the work, and shows its progress meanwhile.</summary>
    public static TrainingReport Show(Terminal terminal, Func<IProgress<TrainingProgress>, TrainingReport> work)
    {
        if (Console.IsErrorRedirected)
        {
            return work(new Lines(terminal));
        }

        return terminal.Error.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(screen => work(new Bar(screen.AddTask("starting"))));
    }

    private sealed class Lines(Terminal terminal) : IProgress<TrainingProgress>
    {
        private readonly Lock _gate = new();
        private string _doing = "";

        public void Report(TrainingProgress value)
        {
            lock (_gate)
            {
                if (_doing != value.Doing)
                {
                    _doing = value.Doing;
                    terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{value.ShareDone,4:P0} {value.Doing}"));
                }
            }
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.Description = value.Doing;
            task.Value = value.ShareDone * 100;
        }
    }
}
