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
}
