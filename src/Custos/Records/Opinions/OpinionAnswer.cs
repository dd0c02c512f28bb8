namespace Custos.Records.Opinions;

/// <summary>What does a judge answer to its question?</summary>
public enum OpinionAnswer
{
    Yes,
    No,

    /// <summary>Nobody can tell; <see cref="NoAnswer"/> says why.</summary>
    Unknown,
}
