namespace Custos.Train;

/// <summary>Which files stand in a model's folder?</summary>
public static class ModelFiles
{
    /// <summary>Which rows were learned from and which were held out; it can be replayed.</summary>
    public const string Split = "split.csv";

    /// <summary>The training report as JSON.</summary>
    public const string ReportJson = "report.json";

    /// <summary>The training report as a page with pictures.</summary>
    public const string ReportPage = "report.html";

    /// <summary>What the model is for, what it can do, and what it must not be used for.</summary>
    public const string Card = "MODEL_CARD.md";

    /// <summary>All of them, the classifier's own included.</summary>
    internal static IReadOnlyList<string> All { get; } = ["manifest.json", "model.bin", "model.onnx", "tokenizer.json", Split, ReportJson, ReportPage, Card];
}
