using System.Collections.Immutable;
using Custos.Gate;
using Custos.Learning;
using Custos.Providers.Brought;
using Custos.Records;

namespace Custos.App.Api.Bundles;

/// <summary>Which signals do these models make? The one place that knows every kind of model.</summary>
internal static class ModelSignals
{
    /// <summary>The folder in which models stand that are called by their names.</summary>
    public const string UsualFolder = "models";

    /// <summary>Loads models; those that users bring are measured, and say so where they are too slow.</summary>
    /// <param name="models">Folders, or names in the usual one.</param>
    /// <exception cref="BadInputException">A model cannot be loaded, or two score one label.</exception>
    public static ImmutableArray<Signal> Load(IEnumerable<string> models)
    {
        ImmutableArray<Signal> signals = [.. models.Select(FolderOf).Select(Open)];
        var twice = signals.SelectMany(signal => signal.Labels).GroupBy(label => label.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? signals
            : throw new BadInputException($"Two models have a label '{twice.Key}'.", "Serve one of them, or give their labels different names.", isUsage: true);
    }

    /// <summary>The folder that is meant: one of this path, or else one of this name in the usual folder.</summary>
    public static string FolderOf(string model) =>
        !Directory.Exists(model) && Path.Combine(UsualFolder, model) is var named && Directory.Exists(named) ? named : model;

    private static Signal Open(string folder) => BroughtFolder.KindOf(folder) is not null ? BroughtFolder.Load(folder) : new ClassifierSignal(TextClassifier.Load(folder));
}
