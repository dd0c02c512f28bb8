namespace Custos.Policy.Types;

/// <summary>What sort of type is it?</summary>
public enum TypeKind
{
    /// <summary>Anything: checked when the expression runs.</summary>
    Dyn,
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

    /// <summary>A type of the host's own, known by its name.</summary>
    Opaque,

    /// <summary>Stands for one type throughout a signature: <c>A</c> in <c>list(A)</c>.</summary>
    Parameter,
}
