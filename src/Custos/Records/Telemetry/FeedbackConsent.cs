namespace Custos.Records.Telemetry;

/// <summary>What may be done with the words of a feedback?</summary>
public enum FeedbackConsent
{
    /// <summary>Nothing: they are not kept.</summary>
    None,

    /// <summary>They may be kept and read.</summary>
    Store,

    /// <summary>Models may learn from them, too.</summary>
    Train,
}
