using System.Globalization;

namespace DockerPS;

/// <summary>One step of a build: an instruction of the Dockerfile, or what the builder does beside them.</summary>
public sealed class BuildStep
{
    internal BuildStep(int number, int total, string instruction, string? stage = null)
    {
        Number = number;
        Total = total;
        Instruction = instruction;
        Stage = stage;
    }

    /// <summary>Which step it is, from 1: of the build with the classic builder, of its stage with BuildKit; 0 for what is no instruction.</summary>
    public int Number { get; }

    /// <summary>How many steps the build, or with BuildKit the stage, has; 0 for what is no instruction.</summary>
    public int Total { get; }

    /// <summary>The stage that it belongs to, empty where there is only one; null where the builder does not tell stages.</summary>
    public string? Stage { get; }

    /// <summary>The instruction as the engine shows it, such as RUN make; for what is no instruction what is done, such as exporting to image.</summary>
    public string Instruction { get; }

    /// <summary>The platform that it was done for, where a build is for several; else empty.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>The step as the builder names it: [base 2/4] RUN make with BuildKit, Step 2/4 : RUN make with the classic one.</summary>
    public string Name
    {
        get => field ?? string.Create(CultureInfo.InvariantCulture, $"Step {Number}/{Total} : {Instruction}");
        internal init;
    }

    /// <summary>When it began, local time; null where it did not.</summary>
    public DateTime? Started { get; internal set; }

    /// <summary>How long it took; null where it did not end.</summary>
    public TimeSpan? Duration { get; internal set; }

    /// <summary>True where an earlier build had done it already.</summary>
    public bool IsCached { get; internal set; }

    /// <summary>Why it failed; empty where it did not.</summary>
    public string Error { get; internal set; } = "";

    /// <summary>As the log has it: Step 3/7 : RUN make, or [base 3/7] RUN make.</summary>
    public override string ToString() => Name;
}
