using System.Diagnostics;

namespace Custos.Records.Telemetry;

/// <summary>Which word stands for a case, in every format?</summary>
public static class FeedbackWords
{
    public static string Of(FeedbackKind kind) => kind switch
    {
        FeedbackKind.Thumb => "thumb",
        FeedbackKind.Stars => "stars",
        FeedbackKind.Text => "text",
        FeedbackKind.Rewrite => "rewrite",
        _ => throw new UnreachableException(),
    };

    public static string Of(FeedbackConsent consent) => consent switch
    {
        FeedbackConsent.None => "none",
        FeedbackConsent.Store => "store",
        FeedbackConsent.Train => "train",
        _ => throw new UnreachableException(),
    };

    /// <exception cref="InvalidDataException">There is no such kind.</exception>
    public static FeedbackKind KindOf(string word) => word switch
    {
        "thumb" => FeedbackKind.Thumb,
        "stars" => FeedbackKind.Stars,
        "text" => FeedbackKind.Text,
        "rewrite" => FeedbackKind.Rewrite,
        _ => throw new InvalidDataException("A record holds a kind of feedback that this program does not know."),
    };

    /// <exception cref="InvalidDataException">There is no such consent.</exception>
    public static FeedbackConsent ConsentOf(string word) => word switch
    {
        "none" => FeedbackConsent.None,
        "store" => FeedbackConsent.Store,
        "train" => FeedbackConsent.Train,
        _ => throw new InvalidDataException("A record holds a consent that this program does not know."),
    };
}
