namespace Custos.Records;

/// <summary>In which way did a decision fail to be made?</summary>
public enum FailureClass
{
    /// <summary>The deadline came first.</summary>
    Timeout,

    /// <summary>A signal threw.</summary>
    Error,

    /// <summary>The gate had no room for the request.</summary>
    Overload,

    /// <summary>A signal that the policy asks is not there.</summary>
    MissingSignal,

    /// <summary>The classifier that answers is not certified for this use.</summary>
    Uncertified,

    /// <summary>An answer came, and is too close to call: a score within the policy's band, or both labels possible.</summary>
    Uncertain,
}
