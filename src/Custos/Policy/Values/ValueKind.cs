namespace Custos.Policy.Values;

/// <summary>What sort of value is it? Everything from <see cref="Error"/> on is no value but the reason why there is none.</summary>
public enum ValueKind : byte
{
    Null,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Timestamp,
    Duration,
    List,
    Map,
    Type,
    Optional,
    Error,
    Unknown,
}
