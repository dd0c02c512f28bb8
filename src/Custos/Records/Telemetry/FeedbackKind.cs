namespace Custos.Records.Telemetry;

/// <summary>In which form did a user say it?</summary>
public enum FeedbackKind
{
    /// <summary>Up or down.</summary>
    Thumb,

    /// <summary>One to five.</summary>
    Stars,

    /// <summary>In words.</summary>
    Text,

    /// <summary>As the answer that should have been.</summary>
    Rewrite,
}
