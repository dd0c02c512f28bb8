using System.Diagnostics;

namespace Custos.Ingest.Conventions;

/// <summary>Whose word is a name?</summary>
internal enum Generation
{
    /// <summary>OpenTelemetry's GenAI conventions, from 1.37 to 1.41.</summary>
    GenAi,

    /// <summary>Those up to 1.36.</summary>
    GenAi136,

    /// <summary>Those up to 1.26.</summary>
    GenAi126,

    /// <summary>OpenTelemetry's general conventions.</summary>
    OpenTelemetry,

    OpenInference,

    OpenLlmetry,

    Vercel,

    /// <summary>Names that Custos gives where nobody else has one.</summary>
    Own,
}

/// <summary>What is a generation called in the documentation?</summary>
internal static class Generations
{
    public static string WordOf(Generation generation) => generation switch
    {
        Generation.GenAi => "GenAI 1.41",
        Generation.GenAi136 => "GenAI to 1.36",
        Generation.GenAi126 => "GenAI to 1.26",
        Generation.OpenTelemetry => "OpenTelemetry",
        Generation.OpenInference => "OpenInference",
        Generation.OpenLlmetry => "OpenLLMetry",
        Generation.Vercel => "Vercel AI SDK",
        Generation.Own => "Custos",
        _ => throw new UnreachableException(),
    };
}
