using Custos.Learning;
using Custos.Providers.Http;
using Custos.Providers.Onnx;
using Custos.Records;

namespace Custos.Providers.Brought;

/// <summary>Which classifier that was not trained here stands in a folder? The one place that knows every kind.</summary>
public static class BroughtFolder
{
    /// <summary>The kind of model, onnx or http; null where none stands there.</summary>
    public static string? KindOf(string folder) => OnnxClassifier.IsIn(folder) ? "onnx" : HttpClassifier.IsIn(folder) ? "http" : null;

    /// <summary>Loads it.</summary>
    /// <param name="folder">As <c>custos model add</c> writes it.</param>
    /// <param name="measure">Is it to be measured, too?</param>
    /// <exception cref="BadInputException">There is none, or it is damaged or cannot be used here.</exception>
    public static BroughtClassifier Load(string folder, bool measure = true) => KindOf(folder) switch
    {
        "onnx" => OnnxClassifier.Load(folder, measure),
        "http" => HttpClassifier.Load(folder),
        _ => throw new BadInputException("There is no model that was brought.", "Give one that 'custos model add' wrote; one that 'custos train' wrote is calibrated already.", folder, isUsage: true),
    };

    /// <summary>What does a folder's manifest say it is, without the model being loaded?</summary>
    /// <exception cref="BadInputException">There is none, or it was changed.</exception>
    public static (string Id, IReadOnlyList<ScoreLabel> Labels) Look(string folder) => KindOf(folder) == "http" ? HttpClassifier.Look(folder) : OnnxClassifier.Look(folder);
}
