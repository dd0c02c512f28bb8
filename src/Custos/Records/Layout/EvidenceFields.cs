using System.Diagnostics;

namespace Custos.Records.Layout;

/// <summary>Which kinds of evidence are there, and what is said of each? The one list that every format of the record writes and reads by.</summary>
public static class EvidenceFields
{
    public const string Score = "score";
    public const string Count = "count";
    public const string Call = "call";

    /// <summary>Writes the kind and then its fields, in their order.</summary>
    public static void Write<T>(Evidence piece, ref T to)
        where T : IEvidenceWriter, allows ref struct
    {
        switch (piece)
        {
            case Evidence.Score score:
                to.Kind(Score);
                to.Text("label", score.Label);
                to.Number("score", score.Value.Value);
                to.NumberIfAny("threshold", score.Threshold?.Value);
                to.Truth("certified", score.Certified);
                break;
            case Evidence.Match match:
                to.Kind(match.Kind);
                to.Text("name", match.Name);
                to.Whole("entry", match.Entry);
                to.Text("view", match.View);
                to.Whole("start", match.Start);
                to.Whole("length", match.Length);
                break;
            case Evidence.Count count:
                to.Kind(Count);
                to.Text("counter", count.Counter);
                to.Number("value", count.Value);
                to.Number("low", count.Low);
                to.Number("high", count.High);
                break;
            case Evidence.Call call:
                to.Kind(Call);
                to.Text("path", call.Path);
                to.Text("problem", call.Problem);
                break;
            default:
                throw new UnreachableException(piece.GetType().Name);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; any other kind is a match of that kind.</summary>
    public static Evidence Read<T>(ref T from)
        where T : IEvidenceReader, allows ref struct => from.Kind() switch
    {
        Score => new Evidence.Score(from.Text("label"), new Probability(from.Number("score")), from.NumberIfAny("threshold") is { } threshold ? new Probability(threshold) : null, from.Truth("certified")),
        Count => new Evidence.Count(from.Text("counter"), from.Number("value"), from.Number("low"), from.Number("high")),
        Call => new Evidence.Call(from.Text("path"), from.Text("problem")),
        var kind => new Evidence.Match(kind, from.Text("name"), from.Whole("entry"), from.Text("view"), from.Whole("start"), from.Whole("length")),
    };
}

/// <summary>Where is a piece of evidence written, field by field?</summary>
public interface IEvidenceWriter
{
    void Kind(string kind);

    void Text(string name, string value);

    void Number(string name, double value);

    /// <param name="name">Of the field.</param>
    /// <param name="value">0 or more; null where there is none.</param>
    void NumberIfAny(string name, double? value);

    void Whole(string name, int value);

    void Truth(string name, bool value);
}

/// <summary>Where is a piece of evidence read from, field by field, in the order in which they were written?</summary>
public interface IEvidenceReader
{
    string Kind();

    string Text(string name);

    double Number(string name);

    double? NumberIfAny(string name);

    int Whole(string name);

    bool Truth(string name);
}
