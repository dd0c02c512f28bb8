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

    /// <summary>A score reached a threshold that no exact bound certifies.</summary>
    Uncertified,

    /// <summary>Something that a rule asks for is not there: a judge that is not configured, a user who is not named.</summary>
    MissingSignal,

    /// <summary>A score lies inside the policy's band, where it says neither yes nor no.</summary>
    Uncertain,
}
