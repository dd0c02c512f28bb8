namespace Custos.Policy.Json;

/// <summary>What kind of JSON value is it?</summary>
internal enum JsonKind : byte
{
    Null,
    False,
    True,
    Number,
    Text,
    Array,
    Object,
}
