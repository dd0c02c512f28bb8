namespace Custos.Records.Opinions;

/// <summary>Why is a judge's answer neither yes nor no?</summary>
public enum NoAnswer
{
    /// <summary>The model itself said that it cannot tell.</summary>
    Abstained,

    /// <summary>The model's answer did not keep the judge's schema, nor did the one that it was asked for once more.</summary>
    Malformed,

    /// <summary>Neither yes nor no has more than half of the votes.</summary>
    Tie,

    /// <summary>The model was silent for longer than was allowed.</summary>
    Timeout,

    /// <summary>The model's server could not be reached, broke off, or said what is not its protocol.</summary>
    Unreachable,

    /// <summary>The model's server refused.</summary>
    Refused,

    /// <summary>The recorded answers hold none to this request.</summary>
    NotRecorded,

    /// <summary>The day's budget is spent; no model was asked.</summary>
    Budget,

    /// <summary>The model's client failed in a way of its own.</summary>
    Error,
}
